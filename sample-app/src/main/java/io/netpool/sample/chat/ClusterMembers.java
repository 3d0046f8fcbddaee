package io.netpool.sample.chat;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import io.netpool.tcp.cluster.TcpCluster;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.HashOperations;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Members of all instances: a hash in Redis has the instance of each name. Names of an
 * instance that is no longer there count as free.
 * <p>
 * Without Redis, there are the members of this instance only. It enters them again when
 * Redis is back, and whenever Redis has lost them. Until then, a name may be given twice.
 */
@Component
@Profile("cluster")
class ClusterMembers implements Members {

	private static final Log logger = LogFactory.getLog(ClusterMembers.class);

	private final Set<String> local = ConcurrentHashMap.newKeySet();

	private final TcpCluster cluster;

	private final HashOperations<String, String, String> redis;

	private final String key;

	ClusterMembers(TcpCluster cluster, StringRedisTemplate template) {
		this.cluster = cluster;
		this.redis = template.opsForHash();
		this.key = cluster.name() + ":members";
	}

	@Override
	public synchronized boolean add(String name) {
		if (!this.local.add(name)) {
			return false;
		}
		if (enter(name)) {
			return true;
		}
		this.local.remove(name);
		return false;
	}

	/**
	 * Enters a name, unless a member of another instance has it.
	 */
	private boolean enter(String name) {
		if (isAlone()) {
			return true;
		}
		try {
			if (!this.redis.putIfAbsent(this.key, name, this.cluster.instance())) {
				String holder = this.redis.get(this.key, name);
				if (isThere(holder) && !this.cluster.instance().equals(holder)) {
					return false;
				}
				this.redis.put(this.key, name, this.cluster.instance());
			}
			return true;
		}
		catch (DataAccessException ex) {
			logger.warn("Redis does not know of " + name, ex);
			return true;
		}
	}

	@Override
	public synchronized void remove(String name) {
		this.local.remove(name);
		if (isAlone()) {
			return;
		}
		try {
			if (this.cluster.instance().equals(this.redis.get(this.key, name))) {
				this.redis.delete(this.key, name);
			}
		}
		catch (DataAccessException ex) {
			logger.warn("Redis still has the name " + name, ex);
		}
	}

	@Override
	public SortedSet<String> names() {
		SortedSet<String> names = new TreeSet<>(this.local);
		if (isAlone()) {
			return names;
		}
		try {
			this.redis.entries(this.key).forEach((name, holder) -> {
				if (isThere(holder) && !this.cluster.instance().equals(holder)) {
					names.add(name);
				}
			});
		}
		catch (DataAccessException ex) {
			logger.warn("Redis does not say who else is in the room", ex);
		}
		return names;
	}

	@Scheduled(fixedDelayString = "${chat.members.refresh:5s}")
	synchronized void refresh() {
		this.local.forEach(this::enter);
		forgetTheGone();
	}

	private void forgetTheGone() {
		if (isAlone()) {
			return;
		}
		try {
			this.redis.entries(this.key).forEach((name, holder) -> {
				boolean left = this.cluster.instance().equals(holder) && !this.local.contains(name);
				if (left || !isThere(holder)) {
					this.redis.delete(this.key, name);
				}
			});
		}
		catch (DataAccessException ex) {
			logger.debug("Names of instances that are gone stay in Redis", ex);
		}
	}

	private boolean isAlone() {
		return this.cluster.state() != TcpCluster.State.CONNECTED;
	}

	private boolean isThere(String holder) {
		return this.cluster.instances().stream().anyMatch((instance) -> instance.id().equals(holder));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	@Profile("cluster")
	static class Scheduling {

	}

}
