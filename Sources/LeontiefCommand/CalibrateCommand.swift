import ArgumentParser
import CommandLineSupport
import Leontief

struct CalibrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate", abstract: "Measure which kernels do each operation faster, for --engine auto.",
    discussion: """
      A calibration takes seconds and is kept in $LEONTIEF_CACHE, else $XDG_CACHE_HOME/leontief, else ~/.cache/leontief, for \
      this processor, instruction set, library and number of threads. One that is kept is shown and not made again.
      """)

  @Flag(help: "Measure again and replace what is kept.")
  var redo = false
  @Flag(help: "Show what is kept and measure nothing.")
  var show = false
  @Flag(help: "Remove everything that is kept, for every processor and library.")
  var clear = false
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func validate() throws {
    if redo && show { throw ValidationError("--redo measures and --show does not; give one of them") }
    if clear && (redo || show) { throw ValidationError("--clear removes what --redo and --show are about; give one of them") }
    if engine.engine != "auto" { throw ValidationError("a calibration is for --engine auto") }
    if engine.calibration != nil { throw ValidationError("--calibration chooses what other commands may do; see --redo, --show") }
  }

  func run() throws {
    if clear { return try CalibrationReport.clear(quiet: options.quiet) }
    let session = try CommandSession(options, table: nil)
    session.progress.step("measuring the engines")
    let engine = try engine.select(quiet: options.quiet, use: redo ? .renewed : show ? .cached : .measured)
    session.progress.finish()
    guard let selection = engine.description.selection else {
      throw CommandFailure(.badInput, "there is nothing to choose: \(engine.notes.first ?? "there is no library")")
    }
    let report = CalibrationReport(selection)
    if options.printsText { try StandardOutput.print(report.text) }
    try session.finish(schema: "leontief-calibrate/1", engine: engine, content: report)
  }
}
