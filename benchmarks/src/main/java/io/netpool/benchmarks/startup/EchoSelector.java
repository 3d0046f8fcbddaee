package io.netpool.benchmarks.startup;

import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Adds a handler where there is netpool.
 */
class EchoSelector implements ImportSelector {

	@Override
	public String[] selectImports(AnnotationMetadata importing) {
		return StartedApplication.isNetpoolPresent() ? new String[] { EchoSelector.class.getPackageName() + ".Echo" }
				: new String[0];
	}

}
