package io.netpool.tcp.autoconfigure;

import io.netty.channel.Channel;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Warns of a version of Netty that is older than the tested one: earlier versions of
 * Spring Boot manage such a version. The version is read from the manifest, which the
 * class loader has read anyway. Without a manifest, as in a native image, there is no
 * warning.
 */
final class NettyVersionCheck {

	/**
	 * The property {@code netty.version} of the build.
	 */
	static final String TESTED = "4.2.18.Final";

	private static final Log logger = LogFactory.getLog(NettyVersionCheck.class);

	private NettyVersionCheck() {
	}

	static void warnIfOlder() {
		Package netty = Channel.class.getPackage();
		String found = netty.getImplementationVersion();
		if (isNetty(netty.getImplementationTitle()) && isOlder(found)) {
			logger.warn("Netty " + found + " is older than " + TESTED + ", with which netpool is tested, and lacks "
					+ "fixes of bugs and vulnerabilities. Set the property 'netty.version' of the build to " + TESTED);
		}
	}

	/**
	 * A jar that contains others has a manifest, and a version, of its own.
	 */
	static boolean isNetty(@Nullable String title) {
		return title != null && title.startsWith("Netty");
	}

	static boolean isOlder(@Nullable String found) {
		if (found == null || !found.matches("\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}.*")) {
			return false;
		}
		String[] numbers = found.split("[^0-9]+");
		String[] tested = TESTED.split("[^0-9]+");
		for (int i = 0; i < Math.min(numbers.length, tested.length); i++) {
			int difference = Integer.compare(Integer.parseInt(numbers[i]), Integer.parseInt(tested[i]));
			if (difference != 0) {
				return difference < 0;
			}
		}
		return false;
	}

}
