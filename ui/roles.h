#pragma once

#include <Qt>

namespace naap {

/// What a table asks of its model beside Qt's own roles.
enum TableRole : int {
    kSortRole = Qt::UserRole + 1,  ///< the raw value: a number, a text; invalid for null
    kPlainTextRole,                ///< as files and filters have it: no thousands separator, whole ids, blank for null
    kFieldRole,                    ///< in headers and cells: the field's name in reports and filters
    kShareRole,                    ///< a double in 0..1 to draw as a bar behind the text; invalid: no bar
};

}  // namespace naap
