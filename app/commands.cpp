#include "app/command.h"

namespace naap {

std::vector<std::unique_ptr<Command>> allCommands()
{
    std::vector<std::unique_ptr<Command>> commands;
    for (auto make :
         {makeOpenCommand,       makeImportCommand,  makeWatchCommand,    makeFetchCommand,   makeSecretCommand,
          makeQueryCommand,      makeExplainCommand, makeAlertsCommand,   makeVerdictCommand, makePlacesCommand,
          makePlannerCommand,    makeShareCommand,   makeDoctorCommand,   makeResolveCommand, makeVerifyCommand,
          makePruneCommand,      makeCompactCommand, makeGenerateCommand, makeReplayCommand,  makeShotsCommand,
          makeCompletionCommand, makeVersionCommand})
        commands.push_back(make());
    return commands;
}

}  // namespace naap
