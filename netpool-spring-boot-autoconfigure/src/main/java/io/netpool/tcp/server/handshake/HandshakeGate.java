package io.netpool.tcp.server.handshake;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a client sends in its TLS handshake until the {@link HandshakeQueue} has
 * time for it. Meanwhile nothing more is read from the client, so that what is kept is
 * one read. After the handshake it removes itself. Confined to the connection's event
 * loop.
 * <p>
 * The TLS handler that follows limits the time of the handshake, the wait included. What
 * is kept is discarded if the connection is closed meanwhile.
 */
public final class HandshakeGate extends ChannelInboundHandlerAdapter {

	private final HandshakeQueue queue;

	private final BooleanSupplier inProgress;

	/**
	 * Buffers, and events that came after them: the end of the client's stream must not
	 * overtake its bytes.
	 */
	private List<Object> kept = new ArrayList<>(1);

	private boolean begun;

	private @Nullable ChannelHandlerContext context;

	HandshakeGate(HandshakeQueue queue, BooleanSupplier inProgress) {
		this.queue = queue;
		this.inProgress = inProgress;
	}

	@Override
	public void handlerAdded(ChannelHandlerContext context) {
		this.context = context;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (this.kept.isEmpty() && !this.inProgress.getAsBoolean()) {
			context.fireChannelRead(message);
			return;
		}
		this.kept.add(message);
		context.channel().config().setAutoRead(false);
		if (this.kept.size() == 1) {
			this.queue.add(this, !this.begun);
		}
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		if (this.kept.isEmpty()) {
			context.fireChannelReadComplete();
		}
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		if (this.kept.isEmpty()) {
			context.fireUserEventTriggered(event);
		}
		else {
			this.kept.add(event);
		}
	}

	/**
	 * Passes on what was kept. Reading goes on before, since what follows the handshake
	 * may pause it.
	 */
	void step() {
		ChannelHandlerContext context = Objects.requireNonNull(this.context);
		if (!context.channel().isOpen()) {
			// it has timed out in this turn, and will be inactive in a moment
			discard();
			return;
		}
		List<Object> received = this.kept;
		this.kept = new ArrayList<>(1);
		this.begun = true;
		context.channel().config().setAutoRead(true);
		for (Object message : received) {
			if (message instanceof ByteBuf) {
				context.fireChannelRead(message);
			}
			else {
				context.fireUserEventTriggered(message);
			}
		}
		context.fireChannelReadComplete();
		if (this.kept.isEmpty() && !this.inProgress.getAsBoolean() && !context.isRemoved()) {
			context.pipeline().remove(this);
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		discard();
		context.fireChannelInactive();
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		discard();
	}

	private void discard() {
		this.queue.remove(this);
		this.kept.forEach(ReferenceCountUtil::release);
		this.kept.clear();
	}

}
