import ArgumentParser
import CommandLineSupport

/// The `leontief-bench` command.
@main
struct BenchmarkTool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leontief-bench",
    abstract: "Measure how fast this host solves input-output tables, and check every answer first.",
    discussion: """
      A cell whose answer fails a check is INVALID and has no time.
      Exit status: 0 done, 2 wrong usage, 3 a file is damaged or not comparable, 4 a cell is INVALID, 5 out of memory or disk, \
      a signal ended a process of the run that had measured something, or the instruction set asked for is missing, \
      6 interrupted; with gate and --fail-on-slower 7 a cell is slower, 8 none is and one could be unseen or has no time any more; with doctor 9 something would spoil times.
      """,
    version: ToolDescription.packageVersion,
    subcommands: [
      ProbeCommand.self, DoctorCommand.self, CalibrateCommand.self, EnginesCommand.self, RunCommand.self, ReplayCommand.self,
      ABCommand.self,
      ListCommand.self, ValidateCommand.self, CompareCommand.self, GateCommand.self, HistoryCommand.self, ReportCommand.self,
      ChoiceCommand.self, RemoteCommand.self, ContenderCommand.self,
    ])

  static func main() { CommandRunner.run(Self.self) }
}
