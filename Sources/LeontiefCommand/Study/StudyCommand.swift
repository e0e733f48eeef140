import ArgumentParser

struct StudyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "study", abstract: "Make a study for a table.", subcommands: [NewStudyCommand.self])
}
