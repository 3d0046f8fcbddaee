package io.netpool.sample.release;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;

import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * A POM of this project.
 *
 * @param directory where it is
 * @param document what it says
 */
record Pom(Path directory, Document document) {

	private static final Path ROOT = Path.of("..");

	static Pom root() {
		return of(ROOT);
	}

	static Pom bom() {
		return of(ROOT.resolve("src/bom"));
	}

	/**
	 * The POMs of a release: the parent, and each module that is deployed.
	 */
	static List<Pom> published() {
		Pom root = root();
		Stream<Pom> modules = root.texts("/project/modules/module").stream().map(ROOT::resolve).map(Pom::of);
		return Stream.concat(Stream.of(root), modules)
			.filter((pom) -> pom.texts("/project/properties/maven.deploy.skip").isEmpty())
			.toList();
	}

	private static Pom of(Path directory) {
		try {
			byte[] xml = Files.readAllBytes(directory.resolve("pom.xml"));
			return new Pom(directory,
					DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml)));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	List<String> texts(String path) {
		try {
			NodeList nodes = (NodeList) XPathFactory.newInstance()
				.newXPath()
				.evaluate(path, this.document, XPathConstants.NODESET);
			return IntStream.range(0, nodes.getLength())
				.mapToObj((i) -> nodes.item(i).getTextContent().strip())
				.toList();
		}
		catch (XPathExpressionException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	String artifactId() {
		return texts("/project/artifactId").get(0);
	}

	boolean hasParent() {
		return !texts("/project/parent").isEmpty();
	}

	@Override
	public String toString() {
		return artifactId();
	}

}
