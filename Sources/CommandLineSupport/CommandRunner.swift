import ArgumentParser
import Foundation
import Leontief

/// Parses and runs a tool's commands; every way of failing ends in one line on stderr and a documented exit status.
public enum CommandRunner {
  public static func run<Root: ParsableCommand>(_ root: Root.Type) -> Never {
    let tool = root.configuration.commandName ?? "tool"
    Interruption.handle(tool: tool)
    do {
      var command = try Root.parseAsRoot()
      try command.run()
      Foundation.exit(ExitStatus.done.rawValue)
    } catch {
      finish(root, error)
    }
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
