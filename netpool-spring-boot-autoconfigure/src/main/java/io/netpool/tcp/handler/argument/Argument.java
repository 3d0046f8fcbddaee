package io.netpool.tcp.handler.argument;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.handler.method.HandlerKind;
import org.jspecify.annotations.Nullable;

/**
 * Source of the value of one handler method parameter.
 *
 * @param name name in error messages; a method takes each argument at most once
 * @param position position in the {@link HandlerKind#type()} of the value that it is
 * converted from
 * @param conversion method handle from exactly the type at that position to exactly the
 * type of the parameter
 * @param messageType message type that the conversion requires, or {@code null} if it
 * accepts any
 */
public record Argument(String name, int position, MethodHandle conversion, @Nullable MessageType messageType) {

	/**
	 * Returns this argument with another conversion after its own.
	 */
	Argument then(MethodHandle next) {
		return new Argument(this.name, this.position, MethodHandles.filterReturnValue(this.conversion, next),
				this.messageType);
	}

}
