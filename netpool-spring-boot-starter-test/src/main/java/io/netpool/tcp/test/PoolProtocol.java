package io.netpool.tcp.test;

import java.net.InetAddress;
import java.nio.charset.Charset;
import java.security.cert.X509Certificate;
import java.util.List;

import io.netpool.tcp.TcpFraming;

/**
 * The protocol of a pool, as a client needs it.
 *
 * @param address the address to connect to
 * @param framing the framing, without a maximum message length
 * @param framed whether messages keep their boundaries; without framing, a message may
 * arrive in several parts, and several messages as one
 * @param charset the charset of text messages
 * @param codec encodes and decodes messages
 * @param certificates the certificates that the pool may present, with those of their
 * issuers that it has; empty without TLS
 */
record PoolProtocol(InetAddress address, TcpFraming framing, boolean framed, Charset charset, MessageCodec codec,
		List<X509Certificate> certificates) {

}
