package io.netpool.tcp.test.greeter;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application of the README.
 */
@SpringBootApplication
class GreeterApplication {

}
