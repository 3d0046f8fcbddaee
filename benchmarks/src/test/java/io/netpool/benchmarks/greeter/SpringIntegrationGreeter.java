package io.netpool.benchmarks.greeter;

import java.nio.charset.StandardCharsets;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.annotation.ServiceActivator;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.ip.tcp.connection.AbstractServerConnectionFactory;
import org.springframework.integration.ip.tcp.connection.TcpNetServerConnectionFactory;
import org.springframework.integration.ip.tcp.inbound.TcpInboundGateway;
import org.springframework.integration.ip.tcp.serializer.ByteArrayLfSerializer;
import org.springframework.messaging.MessageChannel;

/**
 * Greets whoever sends a name, on Spring Integration: what a page of the documentation
 * begins with.
 */
@Configuration(proxyBeanMethods = false)
@EnableIntegration
class SpringIntegrationGreeter {

	@Bean
	AbstractServerConnectionFactory connections(@Value("${port:9000}") int port) {
		ByteArrayLfSerializer lines = new ByteArrayLfSerializer();
		AbstractServerConnectionFactory connections = new TcpNetServerConnectionFactory(port);
		connections.setSerializer(lines);
		connections.setDeserializer(lines);
		return connections;
	}

	@Bean
	MessageChannel names() {
		return new DirectChannel();
	}

	@Bean
	TcpInboundGateway gateway(AbstractServerConnectionFactory connections) {
		TcpInboundGateway gateway = new TcpInboundGateway();
		gateway.setConnectionFactory(connections);
		gateway.setRequestChannelName("names");
		return gateway;
	}

	@ServiceActivator(inputChannel = "names")
	String greet(byte[] name) {
		return "hello " + new String(name, StandardCharsets.UTF_8);
	}

}
