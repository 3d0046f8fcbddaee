package io.netpool.tcp.server;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProtocolException;

/**
 * Reads a PROXY header. The first byte that none begins with tells that it is missing,
 * which it may be where it is optional.
 * <p>
 * What it waits for is copied, so that a client that never sends the rest does not keep
 * the buffer that its I/O thread reads into.
 */
final class ProxyHeaderDecoder extends HAProxyMessageDecoder {

	/**
	 * Bytes of a header beyond its addresses, such as what the proxy knows of the
	 * client's TLS.
	 */
	private static final int MAX_DETAILS = 4096;

	private static final byte[] VERSION_1 = "PROXY ".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] VERSION_2 = { '\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n' };

	private final boolean optional;

	private boolean mayBeVersion1 = true;

	private boolean mayBeVersion2 = true;

	private int received;

	ProxyHeaderDecoder(boolean optional) {
		super(MAX_DETAILS);
		this.optional = optional;
		setCumulator((allocator, kept, added) -> {
			try {
				return allocator.heapBuffer(kept.readableBytes() + added.readableBytes())
					.writeBytes(kept)
					.writeBytes(added);
			}
			finally {
				kept.release();
				added.release();
			}
		});
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		ByteBuf buffer = (ByteBuf) message;
		if (mayBeHeader(buffer)) {
			super.channelRead(context, buffer);
		}
		else if (this.optional) {
			// what came before goes on to the next handler, and then this
			context.pipeline().remove(this);
			context.fireChannelRead(buffer);
		}
		else {
			buffer.release();
			context.fireExceptionCaught(new HAProxyProtocolException("it begins with no PROXY header"));
		}
	}

	/**
	 * Whether there is no header, as far as the client has said by now, and there need
	 * not be one.
	 */
	boolean canDoWithout() {
		boolean begun = (this.mayBeVersion1 && this.received >= VERSION_1.length) || this.received == VERSION_2.length;
		return this.optional && !begun;
	}

	/**
	 * Whether everything received could begin a header, or does.
	 */
	private boolean mayBeHeader(ByteBuf buffer) {
		for (int i = buffer.readerIndex(); i < buffer.writerIndex() && this.received < VERSION_2.length; i++) {
			byte next = buffer.getByte(i);
			this.mayBeVersion1 &= this.received >= VERSION_1.length || next == VERSION_1[this.received];
			this.mayBeVersion2 &= next == VERSION_2[this.received];
			this.received++;
		}
		return this.mayBeVersion1 || this.mayBeVersion2;
	}

}
