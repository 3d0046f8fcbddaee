package io.netpool.tcp.autoconfigure;

import java.util.Optional;
import java.util.function.Supplier;

import io.netpool.tcp.TcpCorrelation;
import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.handler.method.PoolBeans;
import io.netpool.tcp.server.settings.ExchangeSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * Creates the {@link ExchangeSettings} of a pool.
 *
 * @param exchange the settings
 * @param checks checks the settings
 * @param beans beans of the pool
 */
record ExchangeSettingsFactory(PoolProperties.Exchange exchange, SettingChecks checks, PoolBeans beans) {

	private static final int MAX_OPEN = 65536;

	ExchangeSettings create() {
		return new ExchangeSettings(this.checks.timeout("exchange.timeout", this.exchange.timeout()),
				this.checks.between(1, MAX_OPEN, "exchange.max-open", this.exchange.maxOpen()),
				this.exchange.lateAnswers(), correlation());
	}

	private Supplier<@Nullable TcpCorrelation> correlation() {
		String name = this.exchange.correlation();
		if (name == null) {
			return onceNeeded(() -> this.beans.only(TcpCorrelation.class));
		}
		BeanFactory beanFactory = this.beans.beanFactory();
		if (!beanFactory.containsBean(name) || !beanFactory.isTypeMatch(name, TcpCorrelation.class)) {
			throw this.checks.invalid("exchange.correlation", name, "is not the name of a TcpCorrelation bean",
					"Set it to the name of a TcpCorrelation bean.");
		}
		return onceNeeded(() -> beanFactory.getBean(name, TcpCorrelation.class));
	}

	/**
	 * The bean is fetched when it is first needed: it may need a pool itself.
	 */
	private static Supplier<@Nullable TcpCorrelation> onceNeeded(Supplier<@Nullable TcpCorrelation> bean) {
		SingletonSupplier<Optional<TcpCorrelation>> fetched = SingletonSupplier
			.of(() -> Optional.ofNullable(bean.get()));
		return () -> fetched.obtain().orElse(null);
	}

}
