package io.netpool.tcp.test;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import io.netty.util.ResourceLeakTracker;

/**
 * Records every leak that Netty's detectors report; by themselves they only log it.
 * <p>
 * Netty's classes take their detector from the factory when they are initialised, so this
 * one has to be there before the first of them. A detector notices a leak when it is
 * given another resource after the garbage collector found the lost one; so {@link #take}
 * collects, and gives each of them a probe.
 */
final class LeakRecorder extends ResourceLeakDetectorFactory {

	private static final long COLLECTION_TIMEOUT_MILLIS = 1000;

	private static final LeakRecorder instance = new LeakRecorder();

	private final Queue<RecordingDetector<?>> detectors = new ConcurrentLinkedQueue<>();

	private final Queue<String> leaks = new ConcurrentLinkedQueue<>();

	private LeakRecorder() {
	}

	static LeakRecorder install() {
		ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(instance);
		return instance;
	}

	/**
	 * Return the leaks reported since the last call.
	 * @param collections how many garbage collections to make for that
	 * @return where each was allocated and touched
	 */
	List<String> take(int collections) throws InterruptedException {
		for (int collection = 0; collection < collections; collection++) {
			collectGarbage();
			this.detectors.forEach(RecordingDetector::probe);
		}
		List<String> taken = new ArrayList<>();
		for (String leak = this.leaks.poll(); leak != null; leak = this.leaks.poll()) {
			taken.add(leak);
		}
		return taken;
	}

	private static void collectGarbage() throws InterruptedException {
		ReferenceQueue<Object> collected = new ReferenceQueue<>();
		WeakReference<Object> canary = new WeakReference<>(new Object(), collected);
		System.gc();
		collected.remove(COLLECTION_TIMEOUT_MILLIS);
		canary.clear();
	}

	@Override
	public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int samplingInterval) {
		RecordingDetector<T> detector = new RecordingDetector<>(resource, samplingInterval);
		this.detectors.add(detector);
		return detector;
	}

	@Override
	@Deprecated(since = "Netty 4.1.6")
	public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int samplingInterval,
			long maxActive) {
		return newResourceLeakDetector(resource, samplingInterval);
	}

	private final class RecordingDetector<T> extends ResourceLeakDetector<T> {

		private RecordingDetector(Class<T> resource, int samplingInterval) {
			super(resource, samplingInterval);
		}

		@SuppressWarnings("unchecked") // A detector never looks into what it tracks
		private void probe() {
			Object probe = new Object();
			ResourceLeakTracker<Object> tracker = ((ResourceLeakDetector<Object>) this).trackForcibly(probe);
			tracker.close(probe);
		}

		// Whatever the log's level is
		@Override
		protected boolean needReport() {
			return true;
		}

		@Override
		protected void reportTracedLeak(String resourceType, String records) {
			LeakRecorder.this.leaks.add(resourceType + " was not released" + records);
		}

		@Override
		protected void reportUntracedLeak(String resourceType) {
			LeakRecorder.this.leaks.add(resourceType + " was not released (not traced)");
		}

	}

}
