package io.netpool.tcp.test;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;

import io.netpool.tcp.TcpAdvice;
import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpDisconnected;
import io.netpool.tcp.TcpEndpointDecorator;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpInterceptor;
import io.netpool.tcp.TcpMessageConverter;
import io.netpool.tcp.TcpRouteResolver;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * {@link StandardAnnotationCustomizableTypeExcludeFilter} for {@link NetpoolTest}.
 * Components with handler methods, declared or inherited, are recognized from their class
 * files, without loading the classes.
 */
class NetpoolTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<NetpoolTest> {

	private static final Set<Class<?>> KNOWN_INCLUDES = Set.of(TcpAdvice.class, TcpEndpointDecorator.class,
			TcpFraming.class, TcpInterceptor.class, TcpMessageConverter.class, TcpRouteResolver.class);

	private final Class<?>[] handlers;

	NetpoolTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
		this.handlers = getAnnotation().getValue("handlers", Class[].class).orElse(new Class<?>[0]);
	}

	@Override
	protected Set<Class<?>> getKnownIncludes() {
		return KNOWN_INCLUDES;
	}

	@Override
	protected Set<Class<?>> getComponentIncludes() {
		return Set.of(this.handlers);
	}

	@Override
	protected boolean defaultInclude(MetadataReader metadataReader, MetadataReaderFactory metadataReaderFactory)
			throws IOException {
		return super.defaultInclude(metadataReader, metadataReaderFactory)
				|| (this.handlers.length == 0 && hasHandlerMethod(metadataReader, metadataReaderFactory));
	}

	private static boolean hasHandlerMethod(MetadataReader type, MetadataReaderFactory types) throws IOException {
		AnnotationMetadata metadata = type.getAnnotationMetadata();
		if (Stream.of(TcpHandler.class, TcpConnected.class, TcpDisconnected.class)
			.anyMatch((annotation) -> metadata.hasAnnotatedMethods(annotation.getName()))) {
			return true;
		}
		String superclass = superclass(metadata);
		return superclass != null && hasHandlerMethod(types.getMetadataReader(superclass), types);
	}

	private static @Nullable String superclass(AnnotationMetadata metadata) {
		String name = metadata.getSuperClassName();
		return (name == null || name.startsWith("java.")) ? null : name;
	}

}
