import ArgumentParser
import BenchmarkHarness
import CommandLineSupport
import Leontief
import Workloads

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the cells of a suite with their work, least traffic and memory.")

  @OptionGroup var suite: SuiteOptions

  func run() throws {
    if let kind = suite.contest { return try StandardOutput.print(ContestSuiteText.list(suite.contest(kind, seed: 1))) }
    var table = TextTable("cell", "GFLOP", "least MB", "roof", "memory")
    for shape in suite.selected.shapes {
      for workload in suite.selected.workloads {
        let model = workload.model(sectors: shape.count)
        table.add(
          Suite.cellID(workload, shape), (model.flops * 1e-9).shortText, (model.bytesMin * 1e-6).shortText,
          model.roof.rawValue, workload.bytesNeeded(sectors: shape.count).byteText)
      }
    }
    try StandardOutput.print(table.text)
    var titles = TextTable()
    for workload in suite.selected.workloads {
      let columns = workload.parameters["nrhs"].map { "-m\($0)" } ?? ""
      titles.add(workload.kernel + columns, workload.title)
    }
    try StandardOutput.print("\nWhat is timed:")
    try StandardOutput.print(titles.leftText)
  }
}
