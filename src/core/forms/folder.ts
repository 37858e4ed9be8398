/** Folder of templates, in the program's resources and in the data of an office. By itself, since backups know the folder and nothing of what stands in it. */
export const FORMS_FOLDER = 'forms'
