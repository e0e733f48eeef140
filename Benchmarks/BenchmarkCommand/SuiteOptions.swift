import ArgumentParser
import Workloads

/// The options that choose cells.
struct SuiteOptions: ParsableArguments {
  @Option(help: "The suite: quick, or kernels (against the best OpenBLAS, NumPy and measured peaks; minutes).")
  var suite = Suite.quick.name

  @Option(
    help: ArgumentHelp(
      "quick: sizes instead of the suite's, separated by commas: sectors in all (2464) or regions x sectors (44x56).",
      valueName: "sizes"))
  var sizes: SizeList?

  @Option(help: "kernels: a factor for all sizes, 0.01 to 2.")
  var scale: Double?

  @Option(help: ArgumentHelp("kernels: only cells whose names match a regular expression.", valueName: "regex"))
  var only: String?

  func validate() throws {
    let names = Suite.all.map(\.name) + [KernelSuite.name]
    guard names.contains(suite) else {
      throw ValidationError("there is no suite '\(suite)'; there is \(names.joined(separator: ", "))")
    }
    if isKernels, sizes != nil { throw ValidationError("--sizes is for the suite quick; --scale changes those of kernels") }
    if !isKernels, scale != nil || only != nil { throw ValidationError("--scale and --only are for the suite kernels") }
    if let scale, !(0.01...2).contains(scale) { throw ValidationError("--scale takes a number from 0.01 to 2, not \(scale)") }
    if let only {
      guard (try? Regex(only)) != nil else { throw ValidationError("--only '\(only)' is no regular expression") }
      guard !kernels(seed: 0).cells.isEmpty else {
        throw ValidationError("--only '\(only)' matches no cell of 'leontief-bench list --suite kernels'")
      }
    }
  }

  var isKernels: Bool { suite == KernelSuite.name }

  /// The kernel suite as chosen.
  func kernels(seed: UInt64) -> KernelSuite {
    KernelSuite(scale: scale ?? 1, seed: seed) { id in
      guard let only, let regex = try? Regex(only) else { return true }
      return id.firstMatch(of: regex) != nil
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
