package io.netpool.tcp.test.slice;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application of {@link SliceComponents}.
 */
@SpringBootApplication
class SliceApplication {

}
