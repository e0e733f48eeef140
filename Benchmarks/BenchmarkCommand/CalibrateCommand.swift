import ArgumentParser
import BenchmarkHarness
import CommandLineSupport
import Leontief

struct CalibrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate", abstract: "Measure or show what this host can do at best, and whose kernels --engine auto takes.",
    discussion: """
      Multiply-adds in both precisions, reading from memory and caches, writing, copying and STREAM's triad in memory with \
      ordinary stores, the start and end of a team of threads, the processor's real clock, the timer; and each operation on \
      both engines, kept in $LEONTIEF_CACHE, else $XDG_CACHE_HOME/leontief, else ~/.cache/leontief, where 'leontief' finds it. \
      One that is kept is shown and not made again. Without a BLAS library there is nothing to choose and nothing is kept.
      """)

  @Flag(help: "Measure again and replace what is kept.")
  var redo = false
  @Flag(help: "Show what is kept and measure nothing.")
  var show = false
  @Flag(help: "Remove everything that is kept, for every processor and library.")
  var clear = false
  @Option(help: "Threads. Default: the cores this process may use.")
  var threads: Int?
  @Option(help: ArgumentHelp("Write it as JSON to FILE ('-' for stdout).", valueName: "file"))
  var json: String?
  @Flag(help: "Print nothing but errors (and JSON to stdout when asked).")
  var quiet = false

  func validate() throws {
    guard [redo, show, clear].count(where: { $0 }) < 2 else { throw ValidationError("give one of --redo, --show and --clear") }
    if clear && json != nil { throw ValidationError("--clear writes no JSON") }
    if let threads, !(1...Team.mostThreads).contains(threads) {
      throw ValidationError("--threads takes a number from 1 to \(Team.mostThreads), not \(threads)")
    }
  }

  func run() throws {
    if clear { return try CalibrationReport.clear(quiet: quiet) }
    let target: ReportTarget? = if let json { try ReportTarget(path: json) } else { nil }
    let engine = Engine.select(.auto, threads: threads, calibration: redo ? .renewed : show ? .cached : .measured)
    let report = engine.description.selection.map(CalibrationReport.init)
    // Without a library nothing is kept, and the roofs are measured all the same.
    let roofs = report == nil && !show ? HostRoofs.measure(engine.team).map(HostRoofsDocument.init) : report?.roofs
    let streams = show ? nil : HostStreams.measure(engine.team).map { StreamsRecord($0, threads: engine.team.threads) }
    let document = CalibrationDocument(
      engine: EngineRecord(engine), roofs: roofs, streams: streams, cases: report?.cases ?? [])
    if !quiet && json != "-" {
      let without = "there is nothing to choose: \(engine.notes.first ?? "there is no library")\n"
      try StandardOutput.print(
        (report?.text ?? without + (roofs?.text ?? "roofs: not known"))
          + (streams.map { "\n\($0.text)" } ?? (show ? "" : "\nstreams: not known, for want of memory or of a quiet processor"))
          + "\nclock: \((document.measuredHz * 1e-9).shortText) GHz; timer: step \(document.timer.timerResNs.shortText) ns, "
          + "\(document.timer.timerCostNs.shortText) ns a reading")
    }
    if let target { try target.write(try SealedDocument.text(document)) }
  }
}

/// What a host can do at best, as a file.
private struct CalibrationDocument: Encodable {
  let schema = "leontief-bench-calibration"
  let schemaVersion = 1
  let tool = ToolRecord.current
  let host = HostRecord()
  let environment = EnvironmentRecord.current
  let measuredHz = HostClock.measure()
  let timer = ClockQuality(SystemClock())
  let engine: EngineRecord
  @OrNull var roofs: HostRoofsDocument?
  /// Null where they were not measured.
  @OrNull var streams: StreamsRecord?
  let cases: [CalibrationReport.Case]
}
