package io.netpool.tcp.server.transport;

import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.framing.NettyFraming;
import io.netpool.tcp.server.settings.PoolSettings;
import io.netpool.tcp.server.settings.Transport;

/**
 * The buffers that the connections of an I/O thread share.
 *
 * @param receive what is read into
 * @param send what batches are framed in
 */
public record SharedBuffers(ReceiveBuffer receive, SendBuffers send) {

	/**
	 * Whether connections can share buffers: not where the transport, TLS or codecs still
	 * need one when a read or a write returns.
	 */
	public static boolean suit(PoolSettings settings, TcpFraming framing, Transport transport) {
		return transport != Transport.IO_URING && settings.tls() == null && !(framing instanceof NettyFraming);
	}

	public static SharedBuffers create() {
		return new SharedBuffers(new ReceiveBuffer(), new SendBuffers());
	}

	/**
	 * The I/O thread has ended.
	 */
	public void release() {
		this.receive.release();
		this.send.release();
	}

}
