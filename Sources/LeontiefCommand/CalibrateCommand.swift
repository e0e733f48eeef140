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
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func validate() throws {
    if redo && show { throw ValidationError("--redo measures and --show does not; give one of them") }
    if engine.engine != "auto" { throw ValidationError("a calibration is for --engine auto") }
    if engine.calibration != nil { throw ValidationError("--calibration chooses what other commands may do; see --redo, --show") }
  }

  func run() throws {
    let session = try CommandSession(options, table: nil)
    session.progress.step("measuring the engines")
    let engine = try engine.select(quiet: options.quiet, use: redo ? .renewed : show ? .cached : .measured)
    session.progress.finish()
    guard let selection = engine.description.selection else {
      throw CommandFailure(.badInput, "there is nothing to choose: \(engine.notes.first ?? "there is no library")")
    }
    let calibration = selection.calibration
    if options.printsText { try StandardOutput.print(text(selection)) }
    try session.finish(
      schema: "leontief-calibrate/1", engine: engine,
      content: Content(
        roofs: calibration?.roofs.map(HostRoofsDocument.init),
        cases: AutoCase.all.map { Case($0, selection, calibration?.rates(of: $0)) }))
  }

  private func text(_ selection: AutoSelection) -> String {
    var table = TextTable("case", "order", "swift", "library", "taken")
    for auto in AutoCase.all {
      let rates = selection.calibration?.rates(of: auto)
      table.add(
        "\(auto)", "\(auto.size.measuredOrder)", rates?.swift.shortText ?? "-", rates?.library.shortText ?? "-",
        selection.source(of: auto).rawValue)
    }
    let roofs = selection.calibration.map { "\n\(Self.text($0.roofs))" } ?? ""
    return "\(table.text)\nin GFLOP/s; taken by \(selection.reason)\(roofs)"
  }

  private static func text(_ roofs: HostRoofs?) -> String {
    roofs.map { HostRoofsDocument($0).text }
      ?? "roofs: not known, for want of memory or of a processor that was not busy with others; --redo measures again"
  }

  private struct Content: Encodable {
    /// Null where nothing was measured.
    @OrNull var roofs: HostRoofsDocument?
    let cases: [Case]
  }

  private struct Case: Encodable {
    let precision: String
    let operation: String
    let size: String
    let order: Int
    @OrNull var swiftGigaflopsPerSecond: Double?
    @OrNull var libraryGigaflopsPerSecond: Double?
    let taken: String

    init(_ auto: AutoCase, _ selection: AutoSelection, _ rates: Calibration.Rates?) {
      precision = auto.precision.rawValue
      operation = "\(auto.operation)"
      size = "\(auto.size)"
      order = auto.size.measuredOrder
      taken = selection.source(of: auto).rawValue
      swiftGigaflopsPerSecond = rates?.swift
      libraryGigaflopsPerSecond = rates?.library
    }
  }
}
