import ArgumentParser
import Foundation
import Leontief

/// Parses and runs a tool's commands; every way of failing ends in one line on stderr and a documented exit status.
public enum CommandRunner {
  public static func run<Root: ParsableCommand>(_ root: Root.Type) -> Never {
    let tool = root.configuration.commandName ?? "tool"
    Interruption.handle(tool: tool)
    do {
      var command = try parse(root, Array(CommandLine.arguments.dropFirst()))
      try command.run()
      end()
    } catch {
      finish(root, error)
    }
  }

  /// The command the arguments call.
  ///
  /// Parsing from the root makes the options of every command on the way by reflection, which takes longer than reading a small
  /// table. The command that the first words name therefore parses the rest; what it refuses, help among it, is the root's, which
  /// knows its whole name.
  static func parse<Root: ParsableCommand>(_ root: Root.Type, _ arguments: [String]) throws -> any ParsableCommand {
    var command: any ParsableCommand.Type = root
    var rest = arguments[...]
    while let word = rest.first, let next = command.subcommand(named: word) {
      command = next
      rest.removeFirst()
    }
    // Help is a command of its own.
    if let parsed = try? command.parseAsRoot(Array(rest)), type(of: parsed) == command { return parsed }
    return try Root.parseAsRoot(arguments)
  }

  /// Not `exit`: its handlers wait for a library's threads, which have nothing left to do.
  private static func end() -> Never {
    fflush(nil)
    _exit(ExitStatus.done.rawValue)
  }

  private static func finish<Root: ParsableCommand>(_ root: Root.Type, _ error: any Error) -> Never {
    switch Root.exitCode(for: error) {
    case .success:
      try? StandardOutput.print(Root.fullMessage(for: error))
      Foundation.exit(ExitStatus.done.rawValue)
    case .validationFailure:
      let tool = Root.configuration.commandName ?? "tool"
      fail(root, CommandFailure(.usage, UsageMessage(Root.message(for: error), tool: tool).text))
    default:
      fail(root, CommandFailure(error))
    }
  }

  private static func fail<Root: ParsableCommand>(_ root: Root.Type, _ failure: CommandFailure) -> Never {
    StandardError.write("\(Root.configuration.commandName ?? "tool"): \(failure.message)")
    Foundation.exit(failure.status.rawValue)
  }
}

extension ParsableCommand {
  /// The subcommand that is called so.
  fileprivate static func subcommand(named word: String) -> (any ParsableCommand.Type)? {
    configuration.subcommands.first { $0._commandName == word || $0.configuration.aliases.contains(word) }
  }
}
