package io.netpool.tcp.server.proxy;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyProtocolException;
import io.netty.handler.codec.haproxy.HAProxyProtocolVersion;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a PROXY header of version 1, a line of text. Netty's decoder refuses port 0,
 * which the specification allows and some proxies send for their own checks.
 */
final class ProxyHeaderVersion1 {

	/**
	 * Maximum length, with the end of the line.
	 */
	private static final int MAX_LENGTH = 107;

	private static final Pattern PORT = Pattern.compile("\\d{1,5}");

	private static final int MAX_PORT = 65535;

	private ProxyHeaderVersion1() {
	}

	/**
	 * Decodes the header, and consumes its bytes.
	 * @param in the bytes received so far, which begin with that of a header
	 * @return the header, {@code null} if it is not complete
	 * @throws HAProxyProtocolException if it is not a header
	 */
	static @Nullable HAProxyMessage decode(ByteBuf in) {
		int length = in.bytesBefore((byte) '\n') + 1;
		if (length > MAX_LENGTH || (length == 0 && in.readableBytes() >= MAX_LENGTH)) {
			// nothing is kept until the connection is closed
			in.skipBytes(in.readableBytes());
			throw new HAProxyProtocolException("the header is longer than " + MAX_LENGTH + " bytes");
		}
		if (length == 0) {
			return null;
		}
		String line = in.readCharSequence(length, StandardCharsets.US_ASCII).toString();
		if (!line.endsWith("\r\n")) {
			throw new HAProxyProtocolException("the header does not end with CR LF");
		}
		return parse(line.substring(0, line.length() - 2).split(" ", -1));
	}

	private static HAProxyMessage parse(String[] fields) {
		HAProxyProxiedProtocol protocol = switch (fields[1]) {
			case "TCP4" -> HAProxyProxiedProtocol.TCP4;
			case "TCP6" -> HAProxyProxiedProtocol.TCP6;
			case "UNKNOWN" -> HAProxyProxiedProtocol.UNKNOWN;
			default -> throw new HAProxyProtocolException("unknown protocol: " + fields[1]);
		};
		if (protocol == HAProxyProxiedProtocol.UNKNOWN) {
			// what follows is to be ignored
			return message(protocol, null, null, 0, 0);
		}
		if (fields.length != 6) {
			throw new HAProxyProtocolException("the header has " + fields.length + " fields instead of 6");
		}
		try {
			return message(protocol, fields[2], fields[3], port(fields[4]), port(fields[5]));
		}
		catch (IllegalArgumentException ex) {
			throw new HAProxyProtocolException(ex);
		}
	}

	private static HAProxyMessage message(HAProxyProxiedProtocol protocol, @Nullable String source,
			@Nullable String destination, int sourcePort, int destinationPort) {
		return new HAProxyMessage(HAProxyProtocolVersion.V1, HAProxyCommand.PROXY, protocol, source, destination,
				sourcePort, destinationPort);
	}

	private static int port(String text) {
		int port = PORT.matcher(text).matches() ? Integer.parseInt(text) : -1;
		if (port < 0 || port > MAX_PORT) {
			throw new HAProxyProtocolException("invalid port: " + text);
		}
		return port;
	}

}
