package io.netpool.sample.live;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Serves what the page at {@code /} shows and the Actuator endpoint does not have: the
 * server-sent events, and the settings of a pool.
 */
@RestController
class LiveController {

	private final LiveStream stream;

	private final PoolSettings settings;

	LiveController(LiveStream stream, PoolSettings settings) {
		this.stream = stream;
		this.settings = settings;
	}

	@GetMapping("/live")
	SseEmitter live() {
		return this.stream.open();
	}

	@GetMapping("/settings/{pool}")
	List<PoolSetting> settings(@PathVariable String pool) {
		return this.settings.of(pool);
	}

}
