import ArgumentParser
import CommandLineSupport

/// The `leontief` command.
@main
struct LeontiefTool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leontief",
    abstract: "Input-output economics: solve, aggregate, split and estimate on tables of any size.",
    discussion: """
      TABLE is a canonical folder (Z.npy, Y.npy, x.npy, va.npy, sectors.csv, demand.csv, meta.json) or a labelled CSV file.
      Exit status: 0 done, 2 wrong usage, 3 bad input data, 4 numerical failure, 5 out of memory or disk or \
      without the instruction set asked for, 6 interrupted.
      """,
    version: ToolDescription.packageVersion,
    subcommands: [
      InfoCommand.self, SolveCommand.self, InverseCommand.self, AggregateCommand.self, SplitCommand.self,
      BalanceCommand.self, TransformCommand.self,
      GenerateCommand.self, EstimateCommand.self, StudyCommand.self, DefinitionsCommand.self, DoctorCommand.self,
      CalibrateCommand.self, MeasureEngineCommand.self,
    ])

  static func main() { CommandRunner.run(Self.self) }
}
