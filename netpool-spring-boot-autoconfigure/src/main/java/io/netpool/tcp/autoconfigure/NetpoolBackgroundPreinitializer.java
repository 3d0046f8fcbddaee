package io.netpool.tcp.autoconfigure;

import java.util.List;

import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import io.netpool.tcp.autoconfigure.properties.PropertyNames;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Loads on another thread what the start of a pool needs: the types of the settings, with
 * the conversions of their default values, and the classes of netpool and Netty. Classes
 * of Netty are linked but not initialized: two threads that run static initializers with
 * circular dependencies deadlock, and Netty has had some (netty#5720, netty#7458,
 * netty#10187).
 */
final class NetpoolBackgroundPreinitializer implements BackgroundPreinitializer {

	private static final Log logger = LogFactory.getLog(NetpoolBackgroundPreinitializer.class);

	/**
	 * The classes that refer to most of the others. Their names, so that they are loaded
	 * where this is asked for only.
	 */
	private static final List<String> CLASSES = List.of("io.netpool.tcp.handler.TcpHandlerMethods",
			"io.netpool.tcp.handler.PoolMethods", "io.netpool.tcp.handler.BoundHandlerMethod",
			"io.netpool.tcp.autoconfigure.PoolSettingsFactory", "io.netpool.tcp.autoconfigure.FramingFactory",
			"io.netpool.tcp.autoconfigure.EndpointFactory", "io.netpool.tcp.autoconfigure.tls.TlsSettingsFactory",
			"io.netpool.tcp.server.NettyAcceptorPool", "io.netpool.tcp.server.ListeningPool",
			"io.netpool.tcp.server.IoContext", "io.netty.util.internal.PlatformDependent",
			"io.netty.bootstrap.ServerBootstrap", "io.netty.channel.ChannelOption",
			"io.netty.channel.MultiThreadIoEventLoopGroup", "io.netty.channel.SingleThreadIoEventLoop",
			"io.netty.channel.DefaultChannelPipeline", "io.netty.util.concurrent.GlobalEventExecutor",
			"io.netty.buffer.ByteBufUtil", "io.netty.buffer.AdaptiveByteBufAllocator",
			"io.netty.buffer.AdaptivePoolingAllocator", "io.netty.util.Recycler", "io.netty.util.NetUtil",
			"io.netty.channel.epoll.Native", "io.netty.channel.epoll.EpollIoHandler",
			"io.netty.channel.epoll.EpollServerSocketChannel", "io.netty.channel.epoll.EpollServerSocketChannelConfig");

	@Override
	public void preinitialize() throws ClassNotFoundException {
		new Binder(new MapConfigurationPropertySource()).bindOrCreate(PropertyNames.ROOT, PoolProperties.class);
		ClassLoader loader = getClass().getClassLoader();
		int methods = 0;
		for (String name : CLASSES) {
			// to list the methods of a class links it, and loads the types in their
			// signatures
			methods += Class.forName(name, false, loader).getDeclaredMethods().length;
		}
		logger.trace("Linked classes with " + methods + " methods");
	}

}
