import ArgumentParser
import CommandLineSupport
import Leontief

/// Where an estimate's tables go beside the terminal and `--json`.
struct EstimateOutput: ParsableArguments {
  @Option(help: ArgumentHelp("Write each table as DIR/NAME.csv, in full precision.", valueName: "dir"))
  var csv: String?
  @Option(help: ArgumentHelp("Write the result as Markdown.", valueName: "file"))
  var markdown: String?
  @Option(help: ArgumentHelp("Write the result as one page with charts, for a browser.", valueName: "file"))
  var html: String?

  /// The files and folders that were asked for.
  var paths: [String] { [csv, markdown, html].compactMap(\.self) }
}
