package io.netpool.tcp.observe;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;

/**
 * The shapes that the handling of a message can have: what a handler does, in how many
 * pieces, and how it ends.
 */
enum HandlerShape {

	VALUE(1, false) {

		@Override
		Object handle(Runnable work) {
			work.run();
			return "reply";
		}

	},

	NOTHING(1, false) {

		@Override
		Object handle(Runnable work) {
			work.run();
			return null;
		}

	},

	EXCEPTION(1, true) {

		@Override
		Object handle(Runnable work) {
			work.run();
			throw FAILURE;
		}

	},

	HANDLED_FAILURE(1, true) {

		@Override
		Object handle(Runnable work) {
			work.run();
			return new TcpEndpoint.HandledFailure(FAILURE, "sorry");
		}

	},

	STAGE(1, false) {

		@Override
		Object handle(Runnable work) {
			work.run();
			return later("reply");
		}

	},

	STAGE_OF_NOTHING(1, false) {

		@Override
		Object handle(Runnable work) {
			work.run();
			return later(null);
		}

	},

	STAGE_OF_HANDLED_FAILURE(1, true) {

		@Override
		Object handle(Runnable work) {
			work.run();
			return later(new TcpEndpoint.HandledFailure(FAILURE, null));
		}

	},

	FAILED_STAGE(1, true) {

		@Override
		Object handle(Runnable work) {
			work.run();
			return CompletableFuture.failedFuture(FAILURE);
		}

	},

	FAILED_DEPENDENT_STAGE(1, true) {

		@Override
		Object handle(Runnable work) {
			work.run();
			return CompletableFuture.failedFuture(FAILURE).thenApply((reply) -> reply);
		}

	},

	CONTINUATION(2, false) {

		@Override
		Object handle(Runnable work) {
			work.run();
			return later((TcpEndpoint.Continuation) () -> VALUE.handle(work));
		}

	},

	CONTINUATION_THAT_THROWS(2, true) {

		@Override
		Object handle(Runnable work) {
			work.run();
			return later((TcpEndpoint.Continuation) () -> EXCEPTION.handle(work));
		}

	},

	CONTINUATION_AFTER_CONTINUATION(3, false) {

		@Override
		Object handle(Runnable work) {
			work.run();
			return later((TcpEndpoint.Continuation) () -> CONTINUATION.handle(work));
		}

	},

	CONTINUATION_AT_ONCE(3, false) {

		@Override
		Object handle(Runnable work) {
			work.run();
			TcpEndpoint.Continuation last = () -> VALUE.handle(work);
			return later((TcpEndpoint.Continuation) () -> {
				work.run();
				return last;
			});
		}

	},

	CONTINUATION_WITH_FAILED_STAGE(2, true) {

		@Override
		Object handle(Runnable work) {
			work.run();
			return later((TcpEndpoint.Continuation) () -> FAILED_STAGE.handle(work));
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
	abstract Object handle(Runnable work);

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
			public boolean followsConnections() {
				return false;
			}

			@Override
			public Object connected(TcpConnection connection) {
				return handle(work);
			}

			@Override
			public Object message(TcpConnection connection, Object message) {
				return handle(work);
			}

			@Override
			public Object encode(TcpConnection connection, Object message) {
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
	private static <T> CompletionStage<T> later(T value) {
		return CompletableFuture.supplyAsync(() -> value);
	}

}
