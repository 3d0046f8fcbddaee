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
 * For a test of the TCP side of an application alone, over a socket. Of its components
 * there are those with handler methods, {@code @TcpAdvice}, message converters,
 * interceptors, route resolvers, framings and endpoint decorators; what these need
 * besides is for {@code @MockitoBean} or {@code @Import}. Of the auto-configurations
 * there are those of netpool, JSON, validation and SSL bundles, and a
 * {@link TcpTestClient}.
 * <p>
 * Every pool of the application listens on any free port of the loopback address, and so
 * needs a handler that is there.
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
	 * An alias of {@link #handlers()}.
	 * @return the classes
	 */
	@AliasFor("handlers")
	Class<?>[] value() default {};

	/**
	 * The components with handler methods that are to be there. If there is none here,
	 * all are.
	 * @return the classes
	 */
	@AliasFor("value")
	Class<?>[] handlers() default {};

	/**
	 * Properties of the environment, as {@code key=value}.
	 * @return the properties
	 */
	String[] properties() default {};

	/**
	 * Whether the components that are listed above are there. If not, those of
	 * {@link #includeFilters()} are alone.
	 * @return whether this is so
	 */
	boolean useDefaultFilters() default true;

	/**
	 * Components that are to be there, too.
	 * @return filters that find them
	 */
	Filter[] includeFilters() default {};

	/**
	 * Components that are not to be there.
	 * @return filters that find them
	 */
	Filter[] excludeFilters() default {};

	/**
	 * Auto-configurations that are not to be there.
	 * @return the classes
	 */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
