package io.netpool.sample.protocols;

import java.security.Principal;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpExceptionHandler;
import io.netpool.tcp.TcpHandler;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/**
 * Serves devices that log in with Spring Security before anything else.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableMethodSecurity
@Import(LoginServer.Devices.class)
class LoginServer {

	@Bean
	AuthenticationManager authenticationManager() {
		return new ProviderManager(new DaoAuthenticationProvider(new InMemoryUserDetailsManager(
				User.withUsername("tracker-7").password("{noop}s3cret").roles("DEVICE").build(),
				User.withUsername("ann").password("{noop}wrench").roles("TECHNICIAN").build())));
	}

	static class Devices {

		private final AuthenticationManager authenticationManager;

		Devices(AuthenticationManager authenticationManager) {
			this.authenticationManager = authenticationManager;
		}

		@TcpHandler(route = "LOGIN", permitAll = true)
		String onLogin(String message, TcpConnection connection) {
			String[] words = message.split(" ");
			if (words.length != 3) {
				throw new BadCredentialsException("LOGIN needs a name and a password");
			}
			connection.principal(this.authenticationManager
				.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(words[1], words[2])));
			return "WELCOME";
		}

		@TcpExceptionHandler
		String onWrongPassword(AuthenticationException ex, TcpConnection connection) {
			connection.close();
			return "DENIED";
		}

		@TcpHandler("POSITION")
		String onPosition(String message, Principal device) {
			return "OK " + device.getName();
		}

		@TcpHandler("CONFIGURE")
		@PreAuthorize("hasRole('TECHNICIAN')")
		String onConfigure(String message) {
			return "DONE";
		}

		@TcpExceptionHandler
		String onDenied(AccessDeniedException ex) {
			return "FORBIDDEN";
		}

	}

}
