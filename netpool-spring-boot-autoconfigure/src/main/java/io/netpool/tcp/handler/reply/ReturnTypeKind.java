package io.netpool.tcp.handler.reply;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.BaseStream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;

/**
 * Kind of handler method return type.
 */
enum ReturnTypeKind {

	/** The reply itself. */
	VALUE,

	/** {@link Optional} reply. */
	OPTIONAL,

	/** {@link CompletionStage} of a reply. */
	STAGE,

	/** Reactive type of at most one reply. */
	SINGLE,

	/** Reactive type of several replies. */
	PUBLISHER,

	/** Array of replies. */
	ARRAY,

	/**
	 * {@link Collection} of replies, or a return type that is declared as
	 * {@link Iterable}. Any other class that is iterable, such as a page of a query's
	 * results or a JSON tree, is one value.
	 */
	ITERABLE,

	/** {@link BaseStream} of replies, which is closed at the end. */
	STREAM;

	static ReturnTypeKind of(Class<?> type) {
		if (CompletionStage.class.isAssignableFrom(type)) {
			return STAGE;
		}
		if (type == Optional.class) {
			return OPTIONAL;
		}
		if (Object[].class.isAssignableFrom(type)) {
			return ARRAY;
		}
		if (BaseStream.class.isAssignableFrom(type)) {
			return STREAM;
		}
		if (Collection.class.isAssignableFrom(type) || type == Iterable.class) {
			return ITERABLE;
		}
		ReactiveAdapter adapter = reactiveAdapter(type);
		if (adapter != null) {
			return adapter.isMultiValue() ? PUBLISHER : SINGLE;
		}
		return VALUE;
	}

	static @Nullable ReactiveAdapter reactiveAdapter(Class<?> type) {
		return ReactiveAdapterRegistry.getSharedInstance().getAdapter(type);
	}

	/**
	 * Element type of a return type.
	 * @param type return type of this kind that a method declares
	 * @return the element type, or the type itself for {@link #VALUE}
	 */
	ResolvableType element(ResolvableType type) {
		return switch (this) {
			case VALUE -> type;
			case STAGE -> type.as(CompletionStage.class).getGeneric();
			case ARRAY -> type.getComponentType();
			case STREAM -> type.as(BaseStream.class).getGeneric();
			case ITERABLE -> type.as(Iterable.class).getGeneric();
			case OPTIONAL, SINGLE, PUBLISHER -> type.getGeneric();
		};
	}

}
