import ArgumentParser
import CommandLineSupport
import Leontief

/// Times a matrix product on one engine and prints the rate. `doctor` runs it in child processes whose environment differs.
struct MeasureEngineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure-engine", abstract: "Print the GFLOP/s of a matrix product.", shouldDisplay: false)

  @OptionGroup var engine: EngineOptions
  @Option(help: "Size of the matrices.")
  var size = 1000

  func run() throws {
    let engine = try engine.select(quiet: true)
    var a = try Matrix<Double>(rows: size, columns: size)
    var c = try Matrix<Double>(rows: size, columns: size)
    for i in 0..<size {
      for j in 0..<size { a[i, j] = Double((i * 7 + j * 3) % 11) }
    }
    var rates: [Double] = []
    // The first product warms up threads and pages and is not counted.
    for round in 0..<4 {
      let start = ContinuousClock.now
      var target = c.mutableView
      engine.multiply(1, a.view, a.view, into: &target)
      let seconds = (ContinuousClock.now - start).seconds
      if round > 0 { rates.append(2e-9 * Double(size) * Double(size) * Double(size) / seconds) }
    }
    try StandardOutput.print("\(rates.sorted()[1]) \(engine.description.coreType ?? engine.description.name)")
  }
}
