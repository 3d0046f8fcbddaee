package io.netpool.sample.live;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The stream of server-sent events that the page at {@code /} reads.
 */
@RestController
class LiveController {

	private final LiveStream stream;

	LiveController(LiveStream stream) {
		this.stream = stream;
	}

	@GetMapping("/live")
	SseEmitter live() {
		return this.stream.open();
	}

}
