import ArgumentParser
import Workloads

/// The options that choose cells.
struct SuiteOptions: ParsableArguments {
  @Option(
    help: """
      The suite: quick (a minute), standard (everything a server is judged by up to 4,914 sectors, and a published table; half \
      an hour on two busy cores, less on more), full (up to 39,360 sectors; hours), kernels (against the best OpenBLAS, NumPy \
      and measured peaks; minutes) or solvers (against NumPy, SciPy and one reading of the table; minutes). 'list' tells what quick, \
      standard and full may take here.
      """)
  var suite = Suite.quick.name

  @Option(
    help: ArgumentHelp(
      """
      quick, standard, full: sizes instead of the suite's, separated by commas: sectors in all (2464) or regions x sectors (44x56).
      """, valueName: "sizes"))
  var sizes: SizeList?

  @Option(help: "kernels, solvers: a factor for all sizes, 0.01 to 2.")
  var scale: Double?

  @Option(
    help: ArgumentHelp(
      """
      Only cells whose names match a regular expression, such as '^solve', 'n1435$' or, as precision is a part of the names, \
      '^s(gemm|getrf)|f32'.
      """, valueName: "regex"))
  var only: String?

  @Flag(help: "solvers: also the table of 39,360 sectors in a file: 12.4 GB of disk, minutes.")
  var large = false

  @Option(
    help: ArgumentHelp(
      "solvers: where that table is made, and found the next time. Default: \(ContestSuite.usualScratch).", valueName: "dir"))
  var scratch: String?

  /// The group of a suite that this process measures.
  @Option(help: .private)
  var group: Int?

  func validate() throws {
    let names = Suite.all.map(\.name) + ContestSuite.Kind.allCases.map(\.rawValue)
    guard names.contains(suite) else {
      throw ValidationError("there is no suite '\(suite)'; there is \(names.joined(separator: ", "))")
    }
    if let contest, sizes != nil {
      throw ValidationError("--sizes is for quick, standard and full; --scale changes the sizes of \(contest.rawValue)")
    }
    if contest == nil, scale != nil {
      throw ValidationError("--scale is for the suites kernels and solvers; --sizes names those of \(suite)")
    }
    if contest != .solvers, large || scratch != nil {
      throw ValidationError("--large and --scratch are for the suite solvers")
    }
    if let scratch, scratch.isEmpty { throw ValidationError("--scratch needs a folder") }
    if let scale, !(0.01...2).contains(scale) { throw ValidationError("--scale takes a number from 0.01 to 2, not \(scale)") }
    if let only {
      guard (try? Regex(only)) != nil else { throw ValidationError("--only '\(only)' is no regular expression") }
      guard contest.map({ !self.contest($0, seed: 0).cells.isEmpty }) ?? !selected.rows.isEmpty else {
        throw ValidationError("--only '\(only)' matches no cell of 'leontief-bench list --suite \(suite)'")
      }
    }
  }

  /// The suite in which every engine has a process of its own; nil for the others.
  var contest: ContestSuite.Kind? { ContestSuite.Kind(rawValue: suite) }

  /// That suite as chosen. What runs on demand alone is not chosen by an expression that other cells match, too.
  func contest(_ kind: ContestSuite.Kind, seed: UInt64) -> ContestSuite {
    let chosen = cells(of: kind, seed: seed, onDemand: large)
    return chosen.cells.isEmpty ? cells(of: kind, seed: seed, onDemand: true) : chosen
  }

  private func cells(of kind: ContestSuite.Kind, seed: UInt64, onDemand: Bool) -> ContestSuite {
    let isWanted = isWanted
    return ContestSuite(
      kind, scale: scale ?? 1, seed: seed, scratch: scratch ?? ContestSuite.usualScratch
    ) { id, isOnDemand in (onDemand || !isOnDemand) && isWanted(id) }
  }

  /// Whether a cell of this name is chosen.
  private var isWanted: (String) -> Bool {
    guard let regex = only.flatMap({ try? Regex($0) }) else { return { _ in true } }
    return { $0.firstMatch(of: regex) != nil }
  }

  /// The cells of a suite that is no contest.
  var selected: Suite {
    let named = Suite.all.first { candidate in candidate.name == suite } ?? Suite.quick
    return (sizes.map { named.resized($0.shapes) } ?? named).choosing(isWanted)
  }

  /// Those of them that this process measures.
  var ownGroup: Suite {
    guard let group else { return selected }
    let groups = selected.groups
    return groups.indices.contains(group) ? groups[group] : selected.choosing { _ in false }
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
