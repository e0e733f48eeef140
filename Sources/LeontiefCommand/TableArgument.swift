import ArgumentParser
import CommandLineSupport
import Leontief

/// The table a command works on, and how it is read.
struct TableArgument: ParsableArguments {
  @Argument(help: "A canonical folder or a labelled CSV file.")
  var table: String

  @Flag(help: "Accept sectors with negative output instead of refusing the table.")
  var allowNegativeOutput = false

  var negativeOutput: NegativeOutput { allowNegativeOutput ? .allowed : .refused }
}
