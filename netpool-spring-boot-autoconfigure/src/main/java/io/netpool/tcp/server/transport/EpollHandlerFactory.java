package io.netpool.tcp.server.transport;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.util.concurrent.ThreadAwareExecutor;

/**
 * Creates Netty's handlers of epoll, which watch sockets again after they had nothing to
 * watch.
 * <p>
 * Netty 4.2.18 removes a socket from epoll when nothing of it is watched, and then cannot
 * watch it again, since it modifies what it would have to add: the system answers that
 * there is no such file. A client that has ended its output is such a socket. A reply
 * that came later, and that the socket did not take at once, was cut off.
 */
final class EpollHandlerFactory implements IoHandlerFactory {

	private final IoHandlerFactory factory = EpollIoHandler.newFactory();

	@Override
	public IoHandler newHandler(ThreadAwareExecutor executor) {
		return new Handler(this.factory.newHandler(executor));
	}

	@Override
	public boolean isChangingThreadSupported() {
		return this.factory.isChangingThreadSupported();
	}

	/**
	 * Leaves everything but registrations to Netty's handler.
	 */
	private record Handler(IoHandler handler) implements IoHandler {

		@Override
		public void initialize() {
			this.handler.initialize();
		}

		@Override
		public int run(IoHandlerContext context) {
			return this.handler.run(context);
		}

		@Override
		public void prepareToDestroy() {
			this.handler.prepareToDestroy();
		}

		@Override
		public void destroy() {
			this.handler.destroy();
		}

		@Override
		public IoRegistration register(IoHandle handle) throws Exception {
			return new Registration(this.handler, handle);
		}

		@Override
		public void wakeup() {
			this.handler.wakeup();
		}

		@Override
		public boolean isCompatible(Class<? extends IoHandle> handleType) {
			return this.handler.isCompatible(handleType);
		}

	}

	/**
	 * A registration of Netty, and the next one where its socket was removed from epoll.
	 */
	private static final class Registration implements IoRegistration {

		private final IoHandler handler;

		private final IoHandle handle;

		private IoRegistration registration;

		private State state = State.NEW;

		Registration(IoHandler handler, IoHandle handle) throws Exception {
			this.handler = handler;
			this.handle = handle;
			this.registration = handler.register(handle);
		}

		@Override
		public synchronized <T> T attachment() {
			return this.registration.attachment();
		}

		@Override
		public synchronized long submit(IoOps ops) {
			if (!EpollIoOps.NONE.equals(ops)) {
				if (this.state == State.REMOVED && this.registration.isValid()) {
					register();
				}
				this.state = State.WATCHED;
			}
			else if (this.state == State.WATCHED) {
				this.state = State.REMOVED;
			}
			else {
				return 0;
			}
			return this.registration.submit(ops);
		}

		private void register() {
			this.registration.cancel();
			try {
				this.registration = this.handler.register(this.handle);
			}
			catch (Exception ex) {
				throw new IllegalStateException("Could not watch a socket again", ex);
			}
		}

		@Override
		public synchronized boolean isValid() {
			return this.registration.isValid();
		}

		@Override
		public synchronized boolean cancel() {
			return this.registration.cancel();
		}

		/**
		 * Whether epoll has the socket.
		 */
		private enum State {

			NEW, WATCHED, REMOVED

		}

	}

}
