package io.netpool.tcp.server;

import io.netpool.tcp.framing.NettyFraming;

/**
 * The buffers that the connections of an I/O thread share.
 *
 * @param receive what is read into
 * @param send what batches are framed in
 */
record SharedBuffers(ReceiveBuffer receive, SendBuffers send) {

	/**
	 * Whether connections can share buffers: not where the transport, TLS or codecs still
	 * need one when a read or a write returns.
	 */
	static boolean suit(PoolContext pool, Transport transport) {
		return transport != Transport.IO_URING && pool.settings().tls() == null
				&& !(pool.framing() instanceof NettyFraming);
	}

	static SharedBuffers create() {
		return new SharedBuffers(new ReceiveBuffer(), new SendBuffers());
	}

	/**
	 * The I/O thread has ended.
	 */
	void release() {
		this.receive.release();
		this.send.release();
	}

}
