import ArgumentParser
import Workloads

/// The options that choose cells.
struct SuiteOptions: ParsableArguments {
  @Option(help: "The suite: quick.")
  var suite = Suite.quick.name

  @Option(
    help: ArgumentHelp(
      "Sizes instead of the suite's, separated by commas: sectors in all (2464) or regions x sectors (44x56).",
      valueName: "sizes"))
  var sizes: SizeList?

  func validate() throws {
    let names = Suite.all.map(\.name)
    guard names.contains(suite) else {
      throw ValidationError("there is no suite '\(suite)'; there is \(names.joined(separator: ", "))")
    }
  }

  var selected: Suite {
    let named = Suite.all.first { candidate in candidate.name == suite } ?? Suite.quick
    guard let sizes else { return named }
    return named.resized(sizes.shapes)
  }
}

/// Sizes as people write them.
struct SizeList: ExpressibleByArgument {
  let shapes: [EconomyShape]

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    var shapes: [EconomyShape] = []
    for part in parts {
      guard let shape = EconomyShape(String(part)) else { return nil }
      // Cells are told apart by n: one economy of each size.
      if !shapes.contains(where: { $0.count == shape.count }) { shapes.append(shape) }
    }
    self.shapes = shapes
  }
}
