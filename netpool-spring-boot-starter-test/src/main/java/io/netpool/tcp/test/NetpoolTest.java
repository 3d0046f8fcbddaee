package io.netpool.tcp.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Test slice for the TCP components of an application, which are tested over a socket.
 * Component scanning is limited to beans with handler methods, {@code @TcpAdvice},
 * message converters, interceptors, route resolvers, framings and endpoint decorators;
 * use {@code @MockitoBean} or {@code @Import} for their collaborators. Auto-configuration
 * is limited to netpool, JSON, validation and SSL bundles, and includes a
 * {@link TcpTestClient}.
 * <p>
 * Every pool of the application listens on a free port of the loopback address, and
 * therefore needs a handler in the slice.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(NetpoolTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(NetpoolTypeExcludeFilter.class)
@AutoConfigureTcpTestClient
@ImportAutoConfiguration
public @interface NetpoolTest {

	/**
	 * Alias for {@link #handlers()}.
	 * @return the classes
	 */
	@AliasFor("handlers")
	Class<?>[] value() default {};

	/**
	 * Components with handler methods to include. If empty, all are included.
	 * @return the classes
	 */
	@AliasFor("value")
	Class<?>[] handlers() default {};

	/**
	 * Properties to add to the environment, in the form {@code key=value}.
	 * @return the properties
	 */
	String[] properties() default {};

	/**
	 * Whether the default components of the slice are included. If {@code false}, only
	 * those that match {@link #includeFilters()} are.
	 * @return {@code true} to include the default components
	 */
	boolean useDefaultFilters() default true;

	/**
	 * Filters for additional components to include.
	 * @return the filters
	 */
	Filter[] includeFilters() default {};

	/**
	 * Filters for components to exclude.
	 * @return the filters
	 */
	Filter[] excludeFilters() default {};

	/**
	 * Auto-configuration classes to exclude.
	 * @return the classes
	 */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
