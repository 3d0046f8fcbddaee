package io.netpool.tcp.observe;

import java.util.concurrent.CompletableFuture;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpReply;

/**
 * The shapes that the handling of a message can have: what a handler does, in how many
 * pieces, and how it ends.
 */
enum HandlerShape {

	VALUE(1, false) {

		@Override
		TcpReply handle(Runnable work) {
			work.run();
			return TcpReply.of("reply");
		}

	},

	NOTHING(1, false) {

		@Override
		TcpReply handle(Runnable work) {
			work.run();
			return TcpReply.none();
		}

	},

	EXCEPTION(1, true) {

		@Override
		TcpReply handle(Runnable work) {
			work.run();
			throw FAILURE;
		}

	},

	HANDLED_FAILURE(1, true) {

		@Override
		TcpReply handle(Runnable work) {
			work.run();
			return TcpReply.failure(FAILURE, "sorry");
		}

	},

	STAGE(1, false) {

		@Override
		TcpReply handle(Runnable work) {
			work.run();
			return later(TcpReply.of("reply"));
		}

	},

	STAGE_OF_NOTHING(1, false) {

		@Override
		TcpReply handle(Runnable work) {
			work.run();
			return later(TcpReply.none());
		}

	},

	STAGE_OF_HANDLED_FAILURE(1, true) {

		@Override
		TcpReply handle(Runnable work) {
			work.run();
			return later(TcpReply.failure(FAILURE, null));
		}

	},

	FAILED_STAGE(1, true) {

		@Override
		TcpReply handle(Runnable work) {
			work.run();
			return TcpReply.later(CompletableFuture.failedFuture(FAILURE));
		}

	},

	FAILED_DEPENDENT_STAGE(1, true) {

		@Override
		TcpReply handle(Runnable work) {
			work.run();
			return TcpReply.later(CompletableFuture.<TcpReply>failedFuture(FAILURE).thenApply((reply) -> reply));
		}

	},

	CONTINUATION(2, false) {

		@Override
		TcpReply handle(Runnable work) {
			work.run();
			return later(TcpReply.next(() -> VALUE.handle(work)));
		}

	},

	CONTINUATION_THAT_THROWS(2, true) {

		@Override
		TcpReply handle(Runnable work) {
			work.run();
			return later(TcpReply.next(() -> EXCEPTION.handle(work)));
		}

	},

	CONTINUATION_AFTER_CONTINUATION(3, false) {

		@Override
		TcpReply handle(Runnable work) {
			work.run();
			return later(TcpReply.next(() -> CONTINUATION.handle(work)));
		}

	},

	CONTINUATION_AT_ONCE(3, false) {

		@Override
		TcpReply handle(Runnable work) {
			work.run();
			return later(TcpReply.next(() -> {
				work.run();
				return TcpReply.next(() -> VALUE.handle(work));
			}));
		}

	},

	CONTINUATION_WITH_FAILED_STAGE(2, true) {

		@Override
		TcpReply handle(Runnable work) {
			work.run();
			return later(TcpReply.next(() -> FAILED_STAGE.handle(work)));
		}

	};

	static final RuntimeException FAILURE = new IllegalStateException("on purpose");

	private final int pieces;

	private final boolean fails;

	HandlerShape(int pieces, boolean fails) {
		this.pieces = pieces;
		this.fails = fails;
	}

	/**
	 * Handle a message.
	 * @param work what is done in each piece
	 */
	abstract TcpReply handle(Runnable work);

	int pieces() {
		return this.pieces;
	}

	boolean fails() {
		return this.fails;
	}

	/**
	 * An endpoint that handles each message so.
	 * @param work what is done in each piece
	 */
	TcpEndpoint endpoint(Runnable work) {
		return new TcpEndpoint() {

			@Override
			public MessageType messageType() {
				return MessageType.TEXT;
			}

			@Override
			public boolean handlesConnectionEvents() {
				return false;
			}

			@Override
			public TcpReply connected(TcpConnection connection) {
				return handle(work);
			}

			@Override
			public TcpReply message(TcpConnection connection, Object message) {
				return handle(work);
			}

			@Override
			public Object encode(Object message) {
				return "encoded " + message;
			}

			@Override
			public void disconnected(TcpConnection connection, CloseReason reason) {
				work.run();
			}

		};
	}

	/**
	 * It is completed by another thread.
	 */
	private static TcpReply later(TcpReply reply) {
		return TcpReply.later(CompletableFuture.supplyAsync(() -> reply));
	}

}
