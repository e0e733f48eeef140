import ArgumentParser
import BenchmarkHarness
import CommandLineSupport
import Leontief
import Workloads

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the cells of a suite with their work, least traffic, memory and expected time.",
    discussion: """
      Times are what this host may take for one run, from its rates for products and memory, which are measured first (0.1 s); the \
      run itself measures what it takes. Problems of one size are in memory together up to 1 GiB, from 5,000 sectors on each by \
      itself.
      """)

  @OptionGroup var suite: SuiteOptions

  func run() throws {
    if let kind = suite.contest { return try StandardOutput.print(ContestSuiteText.list(suite.contest(kind, seed: 1))) }
    let (suite, engines) = (suite.selected, Engine.availableEngines())
    try StandardOutput.print(SuiteText(suite, SuiteForecast(engines), engines: engines.count).text)
  }
}
