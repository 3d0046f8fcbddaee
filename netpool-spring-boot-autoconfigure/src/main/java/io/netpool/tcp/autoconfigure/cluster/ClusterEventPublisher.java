package io.netpool.tcp.autoconfigure.cluster;

import java.util.function.Consumer;

import io.netpool.tcp.cluster.TcpCluster;
import io.netpool.tcp.event.TcpClusterStateChangedEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes the state of the cluster. An exception that an event listener throws is
 * logged.
 */
class ClusterEventPublisher implements Consumer<TcpCluster.State> {

	private static final Log logger = LogFactory.getLog(ClusterEventPublisher.class);

	private final ApplicationEventPublisher publisher;

	private volatile @Nullable TcpCluster cluster;

	ClusterEventPublisher(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	void cluster(TcpCluster published) {
		this.cluster = published;
	}

	@Override
	public void accept(TcpCluster.State state) {
		TcpCluster published = this.cluster;
		if (published == null) {
			return;
		}
		try {
			this.publisher.publishEvent(new TcpClusterStateChangedEvent(published, state));
		}
		catch (RuntimeException ex) {
			logger.error("A listener of " + TcpClusterStateChangedEvent.class.getSimpleName() + " failed", ex);
		}
	}

}
