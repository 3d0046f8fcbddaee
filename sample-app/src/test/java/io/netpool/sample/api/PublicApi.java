package io.netpool.sample.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import org.springframework.asm.ClassReader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

/**
 * Every public type of netpool that is on the class path, the test support's too.
 */
final class PublicApi {

	private static final String CLASS_FILES = "classpath*:io/netpool/tcp/**/*.class";

	/**
	 * Types that are public only because other packages of netpool need them.
	 */
	private static final Pattern INTERNAL = Pattern
		.compile("io\\.netpool\\.tcp\\.((server(?!\\.TcpServerCustomizer$)|observe\\.endpoint|autoconfigure|redis)\\..*"
				+ "|cluster\\.(?!TcpCluster).*"
				+ "|handler\\.(?!(HandlerOptions|FirstWordRouteResolver|JsonPropertyRouteResolver)$).*)");

	private static final Pattern AUTO_CONFIGURATION = Pattern.compile(".*\\.Netpool\\w*AutoConfiguration");

	private PublicApi() {
	}

	static List<String> lines() throws IOException {
		Resource[] files = new PathMatchingResourcePatternResolver().getResources(CLASS_FILES);
		return Arrays.stream(files)
			.map(PublicApi::read)
			// before it is loaded: what is not public may need what is not here
			.filter((file) -> Modifier.isPublic(file.getAccess()))
			.map((file) -> ClassUtils.convertResourcePathToClassName(file.getClassName()))
			.filter((name) -> !INTERNAL.matcher(name).matches() || AUTO_CONFIGURATION.matcher(name).matches())
			.sorted()
			.map((name) -> ClassUtils.resolveClassName(name, null))
			.filter(PublicApi::isReachable)
			.flatMap((type) -> new PublicType(type).lines())
			.toList();
	}

	private static ClassReader read(Resource file) {
		try (InputStream content = file.getInputStream()) {
			return new ClassReader(content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isReachable(Class<?> type) {
		return Modifier.isPublic(type.getModifiers())
				&& (type.getEnclosingClass() == null || isReachable(type.getEnclosingClass()));
	}

}
