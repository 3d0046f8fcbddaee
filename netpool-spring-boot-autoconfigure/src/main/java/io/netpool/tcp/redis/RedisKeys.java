package io.netpool.tcp.redis;

import java.nio.charset.StandardCharsets;

/**
 * The names of keys and channels of a cluster. The number in front changes with each
 * change that older versions can't read; the braces put all keys of a cluster into one
 * slot (Redis Cluster specification, "Hash tags").
 *
 * @param prefix the beginning of all of them
 */
record RedisKeys(String prefix) {

	static RedisKeys of(String cluster) {
		return new RedisKeys("netpool:1:{" + cluster + "}:");
	}

	/**
	 * Returns the hash that has the instances of a label.
	 */
	byte[] label(String name) {
		return bytes(this.prefix + "l:" + name);
	}

	/**
	 * Returns the hash that has what each instance has last said of itself.
	 */
	byte[] instances() {
		return bytes(this.prefix + "instances");
	}

	/**
	 * Returns the key whose value is lost with the directory.
	 */
	byte[] directory() {
		return bytes(this.prefix + "directory");
	}

	/**
	 * Returns the channel of an instance.
	 */
	byte[] inbox(String instance) {
		return bytes(inboxes() + instance);
	}

	/**
	 * Returns the beginning of the channels of instances.
	 */
	String inboxes() {
		return this.prefix + "in:";
	}

	/**
	 * Returns the channel of all instances.
	 */
	byte[] all() {
		return bytes(this.prefix + "all");
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
