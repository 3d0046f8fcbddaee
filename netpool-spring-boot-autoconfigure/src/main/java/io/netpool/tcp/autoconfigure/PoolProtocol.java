package io.netpool.tcp.autoconfigure;

import java.net.InetAddress;
import java.nio.charset.Charset;
import java.security.cert.X509Certificate;
import java.util.List;

import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.handler.MessageCodec;

/**
 * What a client has to know to speak with a pool.
 *
 * @param address where to connect to
 * @param framing how messages lie in the stream, without a bound, to be asked for its
 * {@link TcpFraming#forConnection()}
 * @param framed whether messages have a beginning and an end of their own; if not, what
 * is sent as one may arrive as several, and several as one
 * @param charset the charset of text messages
 * @param codec writes and reads messages
 * @param security when TLS begins
 * @param certificates those that the pool may show, with their issuers as far as it knows
 * them; empty without TLS
 * @since 0.1.0
 */
public record PoolProtocol(InetAddress address, TcpFraming framing, boolean framed, Charset charset, MessageCodec codec,
		Security security, List<X509Certificate> certificates) {

	/**
	 * When TLS begins.
	 */
	public enum Security {

		/**
		 * Never.
		 */
		NONE,

		/**
		 * With the connection.
		 */
		TLS,

		/**
		 * When the application says so, as with STARTTLS.
		 */
		START_TLS

	}

}
