package io.netpool.tcp.autoconfigure.diagnostics;

import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

/**
 * Fails the start of an application with a version of Spring Boot that is not supported,
 * before its auto-configurations are loaded: they would fail with the first class that
 * this version does not have.
 * <p>
 * Runs with such a version, too. What it uses, as the exception and its failure analyzer
 * do, has to be the same in Spring Boot 3.
 */
class SpringBootVersionCheck implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

	private static final int MINIMUM = 4;

	@Override
	public void initialize(ConfigurableApplicationContext applicationContext) {
		String version = SpringBootVersion.getVersion();
		if (Integer.parseInt(version.substring(0, version.indexOf('.'))) < MINIMUM) {
			throw new UnsupportedSpringBootException(version);
		}
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
