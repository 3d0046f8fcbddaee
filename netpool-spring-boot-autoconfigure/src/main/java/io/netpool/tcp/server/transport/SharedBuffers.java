package io.netpool.tcp.server.transport;

import java.util.function.BooleanSupplier;

import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.framing.NettyFraming;
import io.netpool.tcp.server.settings.PoolSettings;
import io.netpool.tcp.server.settings.Transport;

/**
 * The buffers that the connections of an event loop share.
 *
 * @param receive the buffer that is read into
 * @param send the buffers that batches are encoded into
 */
public record SharedBuffers(ReceiveBuffer receive, SendBuffers send) {

	/**
	 * Returns whether connections can share buffers: not where the transport, TLS or
	 * codecs still use one when a read or a write has returned.
	 */
	public static boolean canBeUsed(PoolSettings settings, TcpFraming framing, Transport transport) {
		return transport != Transport.IO_URING && settings.tls() == null && !(framing instanceof NettyFraming);
	}

	/**
	 * Creates the buffers of an event loop.
	 * @param saving whether little is to be read at a time
	 */
	public static SharedBuffers create(BooleanSupplier saving) {
		return new SharedBuffers(new ReceiveBuffer(saving), new SendBuffers());
	}

	/**
	 * Releases the buffers, after the thread has ended.
	 */
	public void release() {
		this.receive.release();
		this.send.release();
	}

}
