package io.netpool.benchmarks.compare.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.integration.annotation.ServiceActivator;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.ip.tcp.connection.AbstractServerConnectionFactory;
import org.springframework.integration.ip.tcp.connection.TcpConnectionServerListeningEvent;
import org.springframework.integration.ip.tcp.connection.TcpNetServerConnectionFactory;
import org.springframework.integration.ip.tcp.connection.TcpNioServerConnectionFactory;
import org.springframework.integration.ip.tcp.inbound.TcpInboundGateway;
import org.springframework.integration.ip.tcp.serializer.ByteArrayLfSerializer;
import org.springframework.messaging.MessageChannel;

/**
 * Line echo on Spring Integration's inbound gateway.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
@EnableIntegration
public class SpringIntegrationEcho {

	private static final int MAX_LINE = 8 * 1024;

	private static final int SEND_BUFFER = 64 * 1024;

	private final CompletableFuture<Integer> port = new CompletableFuture<>();

	/**
	 * Runs the server.
	 * @param args {@code nio} for one selector, otherwise a thread per connection, which
	 * is virtual from Java 21 on
	 * @throws IOException if reading standard input fails
	 */
	public static void main(String[] args) throws IOException {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		boolean nio = args.length > 0 && args[0].equals("nio");
		context.registerBean(AbstractServerConnectionFactory.class, () -> nio ? nio() : net());
		context.register(SpringIntegrationEcho.class);
		context.refresh();
		Fork.serve(context.getBean(SpringIntegrationEcho.class).port.join());
	}

	private static AbstractServerConnectionFactory nio() {
		TcpNioServerConnectionFactory factory = new TcpNioServerConnectionFactory(0);
		factory.setUsingDirectBuffers(true);
		ByteArrayLfSerializer lines = lines();
		// otherwise each message allocates a buffer of the maximum line length
		lines.setPoolSize(2048);
		return configured(factory, lines);
	}

	private static AbstractServerConnectionFactory net() {
		SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("echo-");
		threads.setVirtualThreads(Runtime.version().feature() >= 21);
		TcpNetServerConnectionFactory factory = new TcpNetServerConnectionFactory(0);
		factory.setTaskExecutor(threads);
		// no pool: a connection that waits for a line holds a buffer
		return configured(factory, lines());
	}

	private static ByteArrayLfSerializer lines() {
		ByteArrayLfSerializer lines = new ByteArrayLfSerializer();
		lines.setMaxMessageSize(MAX_LINE);
		return lines;
	}

	private static AbstractServerConnectionFactory configured(AbstractServerConnectionFactory factory,
			ByteArrayLfSerializer lines) {
		factory.setLocalAddress("127.0.0.1");
		factory.setBacklog(NettyServer.BACKLOG);
		factory.setSoTcpNoDelay(true);
		// one buffer per connection on the heap; the kernel's default is megabytes
		factory.setSoSendBufferSize(SEND_BUFFER);
		factory.setLookupHost(false);
		factory.setSerializer(lines);
		factory.setDeserializer(lines);
		return factory;
	}

	@Bean
	MessageChannel messages() {
		return new DirectChannel();
	}

	@Bean
	TcpInboundGateway gateway(AbstractServerConnectionFactory factory) {
		TcpInboundGateway gateway = new TcpInboundGateway();
		gateway.setConnectionFactory(factory);
		gateway.setRequestChannelName("messages");
		return gateway;
	}

	@ServiceActivator(inputChannel = "messages")
	String echo(byte[] line) {
		return new String(line, StandardCharsets.UTF_8);
	}

	@EventListener
	void listening(TcpConnectionServerListeningEvent event) {
		this.port.complete(event.getPort());
	}

}
