package io.netpool.tcp.observe.endpoint;

import java.util.List;

import org.springframework.boot.actuate.endpoint.SanitizableData;

/**
 * What is set for pools, which the endpoint shows beside what they do.
 *
 * @since 0.1.0
 */
public interface TcpPoolSettings {

	/**
	 * How connections of a pool are secured.
	 * @param pool the pool's name
	 * @return {@code none}, {@code tls}, or {@code start-tls} where they begin in the
	 * clear
	 */
	String tls(String pool);

	/**
	 * What is in force for a pool, whether it sets it itself, inherits it, or has it by
	 * default.
	 * @param pool the pool's name
	 * @return the settings, each with the key that sets it for this pool; secrets are
	 * still in them
	 */
	List<SanitizableData> values(String pool);

}
