package io.netpool.benchmarks.startup;

import java.lang.management.ManagementFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Application that reports its startup and exits. With netpool on the class path, it has
 * one handler; with Netty alone, a server.
 *
 * @since 0.1.0
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ Echo.class, NettyAlone.class })
public class StartedApplication {

	/**
	 * Prints the time since the start of the JVM in ms, the processor time in ms of the
	 * thread that starts the application, and the number of loaded classes.
	 * @param arguments none
	 */
	public static void main(String[] arguments) {
		SpringApplication application = new SpringApplication(StartedApplication.class);
		application.run("--netpool.tcp.port=0", "--logging.level.root=warn", "--spring.main.banner-mode=off",
				"--management.endpoints.access.default=none");
		long wall = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
		long main = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
		int classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
		System.out.println("started " + wall + " " + main + " " + classes);
		System.exit(0);
	}

}
