package io.netpool.tcp.server.proxy;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProtocolException;

/**
 * Decodes a PROXY header. The header is absent as soon as a byte cannot belong to one,
 * which is allowed where it is optional.
 * <p>
 * An incomplete header is copied, so that a client that never sends the rest does not
 * keep the buffer that the event loop reads into.
 */
public final class ProxyProtocolDecoder extends HAProxyMessageDecoder {

	/**
	 * Maximum length of the header's type-length-value records, in bytes.
	 */
	private static final int MAX_TLV_LENGTH = 4096;

	private static final byte[] VERSION_1 = "PROXY ".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] VERSION_2 = { '\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n' };

	private final boolean optional;

	private boolean mayBeVersion1 = true;

	private boolean mayBeVersion2 = true;

	private int received;

	private boolean complete;

	public ProxyProtocolDecoder(boolean optional) {
		super(MAX_TLV_LENGTH);
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
			if (this.complete) {
				// what follows the header goes to the next handler
				context.pipeline().remove(this);
			}
		}
		else if (this.optional) {
			// bytes received earlier go to the next handler first
			context.pipeline().remove(this);
			context.fireChannelRead(buffer);
		}
		else {
			buffer.release();
			context.fireExceptionCaught(new HAProxyProtocolException("the first bytes are not a PROXY header"));
		}
	}

	@Override
	protected void callDecode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
		if (!this.mayBeVersion1 || this.received < VERSION_1.length) {
			super.callDecode(context, in, out);
			return;
		}
		HAProxyMessage header = ProxyHeaderVersion1.decode(in);
		if (header != null) {
			this.complete = true;
			out.add(header);
		}
	}

	/**
	 * Returns whether the header is optional, and what was received so far is none.
	 */
	public boolean isHeaderAbsent() {
		boolean begun = (this.mayBeVersion1 && this.received >= VERSION_1.length) || this.received == VERSION_2.length;
		return this.optional && !begun;
	}

	/**
	 * Returns whether everything received is a header or the beginning of one.
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
